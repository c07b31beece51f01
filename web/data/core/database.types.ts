/** Generated from the database by "npm run db -- types". Do not edit. */
export type Json = string | number | boolean | null | { [key: string]: Json | undefined } | Json[];

export type Database = {
  // Allows to automatically instantiate createClient with right options
  // instead of createClient<Database, { PostgrestVersion: 'XX' }>(URL, KEY)
  __InternalSupabase: {
    PostgrestVersion: '13';
  };
  api: {
    Tables: {
      [_ in never]: never;
    };
    Views: {
      administration_events: {
        Row: {
          actor_id: string | null;
          actor_name: string | null;
          actor_organisation_name: string | null;
          at: string | null;
          city_code: string | null;
          county_code: string | null;
          details: Json | null;
          id: number | null;
          object_id: string | null;
          object_kind: string | null;
          object_name: string | null;
          organisation_id: string | null;
          region_code: string | null;
          town_code: string | null;
          verb: string | null;
          village_code: string | null;
        };
        Insert: {
          actor_id?: string | null;
          actor_name?: string | null;
          actor_organisation_name?: string | null;
          at?: string | null;
          city_code?: string | null;
          county_code?: string | null;
          details?: Json | null;
          id?: number | null;
          object_id?: string | null;
          object_kind?: string | null;
          object_name?: string | null;
          organisation_id?: string | null;
          region_code?: string | null;
          town_code?: string | null;
          verb?: string | null;
          village_code?: string | null;
        };
        Update: {
          actor_id?: string | null;
          actor_name?: string | null;
          actor_organisation_name?: string | null;
          at?: string | null;
          city_code?: string | null;
          county_code?: string | null;
          details?: Json | null;
          id?: number | null;
          object_id?: string | null;
          object_kind?: string | null;
          object_name?: string | null;
          organisation_id?: string | null;
          region_code?: string | null;
          town_code?: string | null;
          verb?: string | null;
          village_code?: string | null;
        };
        Relationships: [];
      };
      agreements: {
        Row: {
          amount: number | null;
          case_id: string | null;
          created_at: string | null;
          effective_on: string | null;
          form: string | null;
          id: string | null;
          perform_by: string | null;
          terms: string | null;
        };
        Insert: {
          amount?: number | null;
          case_id?: string | null;
          created_at?: string | null;
          effective_on?: string | null;
          form?: string | null;
          id?: string | null;
          perform_by?: string | null;
          terms?: string | null;
        };
        Update: {
          amount?: number | null;
          case_id?: string | null;
          created_at?: string | null;
          effective_on?: string | null;
          form?: string | null;
          id?: string | null;
          perform_by?: string | null;
          terms?: string | null;
        };
        Relationships: [];
      };
      auto_dispatches: {
        Row: {
          grade: string | null;
          organisation_id: string | null;
          type_code: string | null;
        };
        Insert: {
          grade?: string | null;
          organisation_id?: string | null;
          type_code?: string | null;
        };
        Update: {
          grade?: string | null;
          organisation_id?: string | null;
          type_code?: string | null;
        };
        Relationships: [];
      };
      case_events: {
        Row: {
          actor_kind: string | null;
          actor_name: string | null;
          at: string | null;
          case_id: string | null;
          from_status: string | null;
          id: number | null;
          organisation_name: string | null;
          payload: Json | null;
          role: string | null;
          seq: number | null;
          to_status: string | null;
          verb: string | null;
        };
        Relationships: [];
      };
      case_flags: {
        Row: {
          case_id: string | null;
          ended_at: string | null;
          ended_by: string | null;
          flag: string | null;
          id: number | null;
          reason: string | null;
          started_at: string | null;
          started_by: string | null;
          until_on: string | null;
        };
        Insert: {
          case_id?: string | null;
          ended_at?: string | null;
          ended_by?: string | null;
          flag?: string | null;
          id?: number | null;
          reason?: string | null;
          started_at?: string | null;
          started_by?: string | null;
          until_on?: string | null;
        };
        Update: {
          case_id?: string | null;
          ended_at?: string | null;
          ended_by?: string | null;
          flag?: string | null;
          id?: number | null;
          reason?: string | null;
          started_at?: string | null;
          started_by?: string | null;
          until_on?: string | null;
        };
        Relationships: [];
      };
      case_links: {
        Row: {
          case_id: string | null;
          created_at: string | null;
          kind: string | null;
          number: string | null;
          other_id: string | null;
          other_number: string | null;
          other_status: string | null;
        };
        Relationships: [];
      };
      case_participants: {
        Row: {
          case_id: string | null;
          organisation_id: string | null;
          organisation_name: string | null;
          part: string | null;
          since: string | null;
          until: string | null;
        };
        Relationships: [];
      };
      case_reads: {
        Row: {
          case_id: string | null;
          day: string | null;
          first_at: string | null;
          last_at: string | null;
          n: number | null;
          organisation_name: string | null;
          role: string | null;
          staff_id: string | null;
          staff_name: string | null;
        };
        Insert: {
          case_id?: string | null;
          day?: string | null;
          first_at?: string | null;
          last_at?: string | null;
          n?: number | null;
          organisation_name?: string | null;
          role?: string | null;
          staff_id?: string | null;
          staff_name?: string | null;
        };
        Update: {
          case_id?: string | null;
          day?: string | null;
          first_at?: string | null;
          last_at?: string | null;
          n?: number | null;
          organisation_name?: string | null;
          role?: string | null;
          staff_id?: string | null;
          staff_name?: string | null;
        };
        Relationships: [];
      };
      case_sources: {
        Row: {
          case_id: string | null;
          label: string | null;
          source_id: string | null;
        };
        Insert: {
          case_id?: string | null;
          label?: string | null;
          source_id?: string | null;
        };
        Update: {
          case_id?: string | null;
          label?: string | null;
          source_id?: string | null;
        };
        Relationships: [];
      };
      cases: {
        Row: {
          amount: number | null;
          answer: string | null;
          channel: string | null;
          city_code: string | null;
          claimed_latitude: number | null;
          claimed_longitude: number | null;
          closed_at: string | null;
          consent_version: string | null;
          county_code: string | null;
          created_at: string | null;
          danger: boolean | null;
          difficulty: string | null;
          due_at: string | null;
          due_stage: string | null;
          erased_at: string | null;
          external_number: string | null;
          filed_by: string | null;
          filed_region_code: string | null;
          first_closed_at: string | null;
          first_outcome: string | null;
          flags: string[] | null;
          grade: string | null;
          id: string | null;
          latitude: number | null;
          lead_organisation_id: string | null;
          lead_organisation_name: string | null;
          legal_hold: boolean | null;
          light: string | null;
          location_basis: string | null;
          longitude: number | null;
          mediator_id: string | null;
          mediator_name: string | null;
          merged_into: string | null;
          missing_items: string[] | null;
          number: string | null;
          outcome: string | null;
          people_count: number | null;
          place: string | null;
          place_problem: string | null;
          referred_to: string | null;
          region_code: string | null;
          region_path: string | null;
          reject_reason: string | null;
          reopen_count: number | null;
          responsible_organisation_id: string | null;
          responsible_organisation_name: string | null;
          return_count: number | null;
          status: string | null;
          summary: string | null;
          town_code: string | null;
          type_code: string | null;
          type_name: string | null;
          type_name_en: string | null;
          updated_at: string | null;
          version: number | null;
          village_code: string | null;
        };
        Relationships: [];
      };
      channels: {
        Row: {
          code: string | null;
          external_number: string | null;
          least_grade: string | null;
          name: string | null;
          name_en: string | null;
          reply_duty: boolean | null;
          required_fields: string[] | null;
          roles: string[] | null;
          sort: number | null;
        };
        Insert: {
          code?: string | null;
          external_number?: string | null;
          least_grade?: string | null;
          name?: string | null;
          name_en?: string | null;
          reply_duty?: boolean | null;
          required_fields?: string[] | null;
          roles?: string[] | null;
          sort?: number | null;
        };
        Update: {
          code?: string | null;
          external_number?: string | null;
          least_grade?: string | null;
          name?: string | null;
          name_en?: string | null;
          reply_duty?: boolean | null;
          required_fields?: string[] | null;
          roles?: string[] | null;
          sort?: number | null;
        };
        Relationships: [];
      };
      consent_texts: {
        Row: {
          reader: string | null;
          texts: Json | null;
          version: string | null;
        };
        Insert: {
          reader?: string | null;
          texts?: Json | null;
          version?: string | null;
        };
        Update: {
          reader?: string | null;
          texts?: Json | null;
          version?: string | null;
        };
        Relationships: [];
      };
      deadline_policies: {
        Row: {
          amount: number | null;
          basis: string | null;
          channel: string | null;
          grade: string | null;
          id: number | null;
          level: number | null;
          pausable: boolean | null;
          stage: string | null;
          type_code: string | null;
          unit: string | null;
          valid_from: string | null;
          valid_to: string | null;
        };
        Insert: {
          amount?: number | null;
          basis?: string | null;
          channel?: string | null;
          grade?: string | null;
          id?: number | null;
          level?: number | null;
          pausable?: boolean | null;
          stage?: string | null;
          type_code?: string | null;
          unit?: string | null;
          valid_from?: string | null;
          valid_to?: string | null;
        };
        Update: {
          amount?: number | null;
          basis?: string | null;
          channel?: string | null;
          grade?: string | null;
          id?: number | null;
          level?: number | null;
          pausable?: boolean | null;
          stage?: string | null;
          type_code?: string | null;
          unit?: string | null;
          valid_from?: string | null;
          valid_to?: string | null;
        };
        Relationships: [];
      };
      deadlines: {
        Row: {
          amount: number | null;
          basis: string | null;
          case_id: string | null;
          due_at: string | null;
          id: number | null;
          light: string | null;
          met_at: string | null;
          paused_at: string | null;
          pauses: Json | null;
          provisional: boolean | null;
          rule_of: string | null;
          stage: string | null;
          starts_at: string | null;
          subject_id: string | null;
          unit: string | null;
        };
        Relationships: [];
      };
      dispute_types: {
        Row: {
          code: string | null;
          hint: string | null;
          name: string | null;
          name_en: string | null;
          parent_code: string | null;
          sort: number | null;
        };
        Insert: {
          code?: string | null;
          hint?: string | null;
          name?: string | null;
          name_en?: string | null;
          parent_code?: string | null;
          sort?: number | null;
        };
        Update: {
          code?: string | null;
          hint?: string | null;
          name?: string | null;
          name_en?: string | null;
          parent_code?: string | null;
          sort?: number | null;
        };
        Relationships: [];
      };
      erasures: {
        Row: {
          asked_at: string | null;
          asked_by: string | null;
          asked_by_name: string | null;
          case_id: string | null;
          case_number: string | null;
          id: string | null;
          reason: string | null;
          region_code: string | null;
          settled_at: string | null;
          settled_by_name: string | null;
          state: string | null;
          version: number | null;
        };
        Insert: {
          asked_at?: string | null;
          asked_by?: string | null;
          asked_by_name?: string | null;
          case_id?: string | null;
          case_number?: string | null;
          id?: string | null;
          reason?: string | null;
          region_code?: string | null;
          settled_at?: string | null;
          settled_by_name?: string | null;
          state?: string | null;
          version?: number | null;
        };
        Update: {
          asked_at?: string | null;
          asked_by?: string | null;
          asked_by_name?: string | null;
          case_id?: string | null;
          case_number?: string | null;
          id?: string | null;
          reason?: string | null;
          region_code?: string | null;
          settled_at?: string | null;
          settled_by_name?: string | null;
          state?: string | null;
          version?: number | null;
        };
        Relationships: [];
      };
      evidence: {
        Row: {
          added_by_name: string | null;
          bytes: number | null;
          case_id: string | null;
          created_at: string | null;
          id: string | null;
          mime: string | null;
          note: string | null;
          path: string | null;
          removed_at: string | null;
          side: string | null;
        };
        Insert: {
          added_by_name?: string | null;
          bytes?: number | null;
          case_id?: string | null;
          created_at?: string | null;
          id?: string | null;
          mime?: string | null;
          note?: string | null;
          path?: string | null;
          removed_at?: string | null;
          side?: string | null;
        };
        Update: {
          added_by_name?: string | null;
          bytes?: number | null;
          case_id?: string | null;
          created_at?: string | null;
          id?: string | null;
          mime?: string | null;
          note?: string | null;
          path?: string | null;
          removed_at?: string | null;
          side?: string | null;
        };
        Relationships: [];
      };
      extensions: {
        Row: {
          asked_at: string | null;
          asked_by: string | null;
          case_id: string | null;
          days: number | null;
          decided_at: string | null;
          decision: string | null;
          due_after: string | null;
          due_before: string | null;
          granted: boolean | null;
          id: number | null;
          reason: string | null;
        };
        Insert: {
          asked_at?: string | null;
          asked_by?: string | null;
          case_id?: string | null;
          days?: number | null;
          decided_at?: string | null;
          decision?: string | null;
          due_after?: string | null;
          due_before?: string | null;
          granted?: boolean | null;
          id?: number | null;
          reason?: string | null;
        };
        Update: {
          asked_at?: string | null;
          asked_by?: string | null;
          case_id?: string | null;
          days?: number | null;
          decided_at?: string | null;
          decision?: string | null;
          due_after?: string | null;
          due_before?: string | null;
          granted?: boolean | null;
          id?: number | null;
          reason?: string | null;
        };
        Relationships: [];
      };
      filing_sources: {
        Row: {
          active: boolean | null;
          code: string | null;
          created_at: string | null;
          filings: number | null;
          id: string | null;
          label: string | null;
          made_by_name: string | null;
          organisation_id: string | null;
          organisation_name: string | null;
          poster_place: string | null;
          region_code: string | null;
          region_path: string | null;
          retired_at: string | null;
          scans: number | null;
          version: number | null;
        };
        Relationships: [];
      };
      holidays: {
        Row: {
          day: string | null;
          is_workday: boolean | null;
          name: string | null;
        };
        Insert: {
          day?: string | null;
          is_workday?: boolean | null;
          name?: string | null;
        };
        Update: {
          day?: string | null;
          is_workday?: boolean | null;
          name?: string | null;
        };
        Relationships: [];
      };
      invitations: {
        Row: {
          accepted_at: string | null;
          account: string | null;
          created_at: string | null;
          created_by_name: string | null;
          expires_at: string | null;
          id: string | null;
          name: string | null;
          organisation_id: string | null;
          organisation_name: string | null;
          purpose: string | null;
          region_code: string | null;
          role: string | null;
          staff_id: string | null;
          state: string | null;
          valid_to: string | null;
          version: number | null;
        };
        Relationships: [];
      };
      leaves: {
        Row: {
          cancelled_at: string | null;
          created_at: string | null;
          deputy_id: string | null;
          deputy_name: string | null;
          from_on: string | null;
          id: string | null;
          organisation_id: string | null;
          organisation_name: string | null;
          reason: string | null;
          role: string | null;
          staff_id: string | null;
          staff_name: string | null;
          state: string | null;
          to_on: string | null;
          version: number | null;
        };
        Relationships: [];
      };
      notices: {
        Row: {
          at: string | null;
          case_id: string | null;
          case_number: string | null;
          due_at: string | null;
          id: number | null;
          kind: string | null;
          organisation_id: string | null;
          organisation_name: string | null;
          read_at: string | null;
          read_by_name: string | null;
          stage: string | null;
        };
        Relationships: [];
      };
      organisation_categories: {
        Row: {
          code: string | null;
          kind: string | null;
          name: string | null;
          name_en: string | null;
          sort: number | null;
        };
        Insert: {
          code?: string | null;
          kind?: string | null;
          name?: string | null;
          name_en?: string | null;
          sort?: number | null;
        };
        Update: {
          code?: string | null;
          kind?: string | null;
          name?: string | null;
          name_en?: string | null;
          sort?: number | null;
        };
        Relationships: [];
      };
      organisation_ratings: {
        Row: {
          low: number | null;
          month: string | null;
          n: number | null;
          organisation_id: string | null;
          organisation_name: string | null;
          result: number | null;
          service: number | null;
        };
        Relationships: [];
      };
      organisations: {
        Row: {
          active: boolean | null;
          address: string | null;
          capacity: number | null;
          category: string | null;
          contact_name: string | null;
          contact_phone: string | null;
          duty_hours: string | null;
          id: string | null;
          kind: string | null;
          latitude: number | null;
          level: number | null;
          longitude: number | null;
          name: string | null;
          open_cases: number | null;
          parent_id: string | null;
          parent_name: string | null;
          phone: string | null;
          region_code: string | null;
          region_codes: string[] | null;
          region_path: string | null;
          short_name: string | null;
          territorial: boolean | null;
          type_codes: string[] | null;
          version: number | null;
        };
        Relationships: [];
      };
      parties: {
        Row: {
          case_id: string | null;
          id: string | null;
          id_number: string | null;
          kind: string | null;
          minor: boolean | null;
          name: string | null;
          phone: string | null;
          side: string | null;
        };
        Insert: {
          case_id?: string | null;
          id?: string | null;
          id_number?: string | null;
          kind?: string | null;
          minor?: boolean | null;
          name?: string | null;
          phone?: string | null;
          side?: string | null;
        };
        Update: {
          case_id?: string | null;
          id?: string | null;
          id_number?: string | null;
          kind?: string | null;
          minor?: boolean | null;
          name?: string | null;
          phone?: string | null;
          side?: string | null;
        };
        Relationships: [];
      };
      party_reveals: {
        Row: {
          actor_name: string | null;
          at: string | null;
          case_id: string | null;
          case_number: string | null;
          city_code: string | null;
          county_code: string | null;
          id: number | null;
          organisation_id: string | null;
          organisation_name: string | null;
          party_id: string | null;
          party_name: string | null;
          party_side: string | null;
          reason: string | null;
          region_code: string | null;
          staff_id: string | null;
          town_code: string | null;
          village_code: string | null;
        };
        Relationships: [];
      };
      posts: {
        Row: {
          account: string | null;
          active: boolean | null;
          id: string | null;
          open_cases: number | null;
          organisation_id: string | null;
          organisation_level: number | null;
          organisation_name: string | null;
          region_code: string | null;
          region_path: string | null;
          role: string | null;
          staff_id: string | null;
          staff_name: string | null;
          valid_from: string | null;
          valid_to: string | null;
          version: number | null;
        };
        Relationships: [];
      };
      privacy_log: {
        Row: {
          actor_name: string | null;
          asked_by_name: string | null;
          at: string | null;
          case_id: string | null;
          case_number: string | null;
          counts: Json | null;
          id: number | null;
          kind: string | null;
          region_code: string | null;
        };
        Insert: {
          actor_name?: string | null;
          asked_by_name?: string | null;
          at?: string | null;
          case_id?: string | null;
          case_number?: string | null;
          counts?: Json | null;
          id?: number | null;
          kind?: string | null;
          region_code?: string | null;
        };
        Update: {
          actor_name?: string | null;
          asked_by_name?: string | null;
          at?: string | null;
          case_id?: string | null;
          case_number?: string | null;
          counts?: Json | null;
          id?: number | null;
          kind?: string | null;
          region_code?: string | null;
        };
        Relationships: [];
      };
      privacy_requests: {
        Row: {
          case_id: string | null;
          case_number: string | null;
          created_at: string | null;
          decided_at: string | null;
          decided_by_name: string | null;
          due_at: string | null;
          id: string | null;
          identity: string | null;
          kind: string | null;
          light: string | null;
          message: string | null;
          party_side: string | null;
          reason: string | null;
          received_by_name: string | null;
          region_code: string | null;
          state: string | null;
          version: number | null;
        };
        Insert: {
          case_id?: string | null;
          case_number?: string | null;
          created_at?: string | null;
          decided_at?: string | null;
          decided_by_name?: string | null;
          due_at?: string | null;
          id?: string | null;
          identity?: string | null;
          kind?: string | null;
          light?: never;
          message?: string | null;
          party_side?: string | null;
          reason?: string | null;
          received_by_name?: string | null;
          region_code?: string | null;
          state?: string | null;
          version?: number | null;
        };
        Update: {
          case_id?: string | null;
          case_number?: string | null;
          created_at?: string | null;
          decided_at?: string | null;
          decided_by_name?: string | null;
          due_at?: string | null;
          id?: string | null;
          identity?: string | null;
          kind?: string | null;
          light?: never;
          message?: string | null;
          party_side?: string | null;
          reason?: string | null;
          received_by_name?: string | null;
          region_code?: string | null;
          state?: string | null;
          version?: number | null;
        };
        Relationships: [];
      };
      ratings: {
        Row: {
          at: string | null;
          case_id: string | null;
          case_number: string | null;
          message: string | null;
          organisation_id: string | null;
          organisation_name: string | null;
          result: number | null;
          service: number | null;
          side: string | null;
        };
        Relationships: [];
      };
      region_changes: {
        Row: {
          cases_moved: number | null;
          cases_total: number | null;
          code: string | null;
          created_at: string | null;
          effective_on: string | null;
          finished_at: string | null;
          id: string | null;
          kind: string | null;
        };
        Insert: {
          cases_moved?: number | null;
          cases_total?: number | null;
          code?: string | null;
          created_at?: string | null;
          effective_on?: string | null;
          finished_at?: string | null;
          id?: string | null;
          kind?: string | null;
        };
        Update: {
          cases_moved?: number | null;
          cases_total?: number | null;
          code?: string | null;
          created_at?: string | null;
          effective_on?: string | null;
          finished_at?: string | null;
          id?: string | null;
          kind?: string | null;
        };
        Relationships: [];
      };
      region_outlines: {
        Row: {
          outline: Json | null;
          region_code: string | null;
        };
        Insert: {
          outline?: Json | null;
          region_code?: string | null;
        };
        Update: {
          outline?: Json | null;
          region_code?: string | null;
        };
        Relationships: [];
      };
      regions: {
        Row: {
          active: boolean | null;
          code: string | null;
          latitude: number | null;
          level: number | null;
          longitude: number | null;
          name: string | null;
          parent_code: string | null;
          path: string | null;
          population: number | null;
          population_year: number | null;
          position_basis: string | null;
          successor_code: string | null;
          version: number | null;
        };
        Insert: {
          active?: boolean | null;
          code?: string | null;
          latitude?: number | null;
          level?: number | null;
          longitude?: number | null;
          name?: string | null;
          parent_code?: string | null;
          path?: string | null;
          population?: number | null;
          population_year?: number | null;
          position_basis?: string | null;
          successor_code?: string | null;
          version?: number | null;
        };
        Update: {
          active?: boolean | null;
          code?: string | null;
          latitude?: number | null;
          level?: number | null;
          longitude?: number | null;
          name?: string | null;
          parent_code?: string | null;
          path?: string | null;
          population?: number | null;
          population_year?: number | null;
          position_basis?: string | null;
          successor_code?: string | null;
          version?: number | null;
        };
        Relationships: [];
      };
      required_papers: {
        Row: {
          outcome: string | null;
          paper: string | null;
          sort: number | null;
        };
        Insert: {
          outcome?: string | null;
          paper?: string | null;
          sort?: number | null;
        };
        Update: {
          outcome?: string | null;
          paper?: string | null;
          sort?: number | null;
        };
        Relationships: [];
      };
      sessions: {
        Row: {
          attendees: string | null;
          case_id: string | null;
          created_at: string | null;
          held_at: string | null;
          id: string | null;
          kind: string | null;
          place: string | null;
          recorded_by_name: string | null;
          seq: number | null;
          summary: string | null;
        };
        Insert: {
          attendees?: string | null;
          case_id?: string | null;
          created_at?: string | null;
          held_at?: string | null;
          id?: string | null;
          kind?: string | null;
          place?: string | null;
          recorded_by_name?: string | null;
          seq?: number | null;
          summary?: string | null;
        };
        Update: {
          attendees?: string | null;
          case_id?: string | null;
          created_at?: string | null;
          held_at?: string | null;
          id?: string | null;
          kind?: string | null;
          place?: string | null;
          recorded_by_name?: string | null;
          seq?: number | null;
          summary?: string | null;
        };
        Relationships: [];
      };
      source_counts: {
        Row: {
          filings: number | null;
          month: string | null;
          scans: number | null;
          source_id: string | null;
        };
        Insert: {
          filings?: number | null;
          month?: string | null;
          scans?: number | null;
          source_id?: string | null;
        };
        Update: {
          filings?: number | null;
          month?: string | null;
          scans?: number | null;
          source_id?: string | null;
        };
        Relationships: [];
      };
      staff: {
        Row: {
          account: string | null;
          active: boolean | null;
          certificate_number: string | null;
          grade: string | null;
          id: string | null;
          introduction: string | null;
          languages: string[] | null;
          name: string | null;
          photo_path: string | null;
          profile_version: number | null;
          qualification: string | null;
          specialities: string[] | null;
          suspended_reason: string | null;
          version: number | null;
        };
        Relationships: [];
      };
      supervision_orders: {
        Row: {
          answer: string | null;
          answered_at: string | null;
          answered_by_name: string | null;
          case_id: string | null;
          case_number: string | null;
          city_code: string | null;
          closed_at: string | null;
          county_code: string | null;
          created_at: string | null;
          demand: string | null;
          due_at: string | null;
          id: string | null;
          issued_by_name: string | null;
          issued_by_organisation_id: string | null;
          issued_by_organisation_name: string | null;
          light: string | null;
          number: string | null;
          region_code: string | null;
          rejections: number | null;
          reminded_at: string | null;
          reminders: number | null;
          review: string | null;
          reviewed_at: string | null;
          reviewed_by_name: string | null;
          status: string | null;
          to_organisation_id: string | null;
          to_organisation_name: string | null;
          town_code: string | null;
          version: number | null;
          village_code: string | null;
        };
        Insert: {
          answer?: string | null;
          answered_at?: string | null;
          answered_by_name?: string | null;
          case_id?: string | null;
          case_number?: string | null;
          city_code?: string | null;
          closed_at?: string | null;
          county_code?: string | null;
          created_at?: string | null;
          demand?: string | null;
          due_at?: string | null;
          id?: string | null;
          issued_by_name?: string | null;
          issued_by_organisation_id?: string | null;
          issued_by_organisation_name?: string | null;
          light?: never;
          number?: string | null;
          region_code?: string | null;
          rejections?: number | null;
          reminded_at?: string | null;
          reminders?: number | null;
          review?: string | null;
          reviewed_at?: string | null;
          reviewed_by_name?: string | null;
          status?: string | null;
          to_organisation_id?: string | null;
          to_organisation_name?: string | null;
          town_code?: string | null;
          version?: number | null;
          village_code?: string | null;
        };
        Update: {
          answer?: string | null;
          answered_at?: string | null;
          answered_by_name?: string | null;
          case_id?: string | null;
          case_number?: string | null;
          city_code?: string | null;
          closed_at?: string | null;
          county_code?: string | null;
          created_at?: string | null;
          demand?: string | null;
          due_at?: string | null;
          id?: string | null;
          issued_by_name?: string | null;
          issued_by_organisation_id?: string | null;
          issued_by_organisation_name?: string | null;
          light?: never;
          number?: string | null;
          region_code?: string | null;
          rejections?: number | null;
          reminded_at?: string | null;
          reminders?: number | null;
          review?: string | null;
          reviewed_at?: string | null;
          reviewed_by_name?: string | null;
          status?: string | null;
          to_organisation_id?: string | null;
          to_organisation_name?: string | null;
          town_code?: string | null;
          version?: number | null;
          village_code?: string | null;
        };
        Relationships: [];
      };
      unplaced_cases: {
        Row: {
          channel: string | null;
          city_code: string | null;
          claimed_latitude: number | null;
          claimed_longitude: number | null;
          closed_at: string | null;
          county_code: string | null;
          created_at: string | null;
          due_at: string | null;
          due_stage: string | null;
          filed_by: string | null;
          grade: string | null;
          id: string | null;
          lead_organisation_id: string | null;
          light: string | null;
          number: string | null;
          place: string | null;
          place_problem: string | null;
          proposals: Json | null;
          region_code: string | null;
          region_path: string | null;
          responsible_organisation_id: string | null;
          responsible_organisation_name: string | null;
          status: string | null;
          summary: string | null;
          town_code: string | null;
          type_code: string | null;
          type_name: string | null;
          type_name_en: string | null;
          version: number | null;
          village_code: string | null;
        };
        Relationships: [];
      };
    };
    Functions: {
      accept_case: {
        Args: {
          case_id: string;
          expected_version: number;
          grade: string;
          request_id: string;
          type_code: string;
        };
        Returns: Database['api']['CompositeTypes']['verb_result'][];
        SetofOptions: {
          from: '*';
          to: 'verb_result';
          isOneToOne: false;
          isSetofReturn: true;
        };
      };
      accept_invitation: {
        Args: { token: string };
        Returns: Database['api']['CompositeTypes']['identity'][];
        SetofOptions: {
          from: '*';
          to: 'identity';
          isOneToOne: false;
          isSetofReturn: true;
        };
      };
      add_co_handler: {
        Args: {
          case_id: string;
          expected_version: number;
          organisation_id: string;
          request_id: string;
          task: string;
        };
        Returns: Database['api']['CompositeTypes']['verb_result'][];
        SetofOptions: {
          from: '*';
          to: 'verb_result';
          isOneToOne: false;
          isSetofReturn: true;
        };
      };
      add_evidence: {
        Args: {
          note?: string;
          number: string;
          request_id: string;
          tracking_code: string;
        };
        Returns: Database['api']['CompositeTypes']['tracked_result'][];
        SetofOptions: {
          from: '*';
          to: 'tracked_result';
          isOneToOne: false;
          isSetofReturn: true;
        };
      };
      add_note: {
        Args: {
          case_id: string;
          expected_version: number;
          note: string;
          request_id: string;
        };
        Returns: Database['api']['CompositeTypes']['verb_result'][];
        SetofOptions: {
          from: '*';
          to: 'verb_result';
          isOneToOne: false;
          isSetofReturn: true;
        };
      };
      add_paper_photos: {
        Args: {
          expected_version: number;
          note?: string;
          paper_id: string;
          request_id: string;
        };
        Returns: Database['api']['CompositeTypes']['verb_result'][];
        SetofOptions: {
          from: '*';
          to: 'verb_result';
          isOneToOne: false;
          isSetofReturn: true;
        };
      };
      add_post: {
        Args: {
          account: string;
          organisation_id: string;
          request_id: string;
          role: string;
          valid_from?: string;
          valid_to?: string;
        };
        Returns: Database['api']['CompositeTypes']['change_result'][];
        SetofOptions: {
          from: '*';
          to: 'change_result';
          isOneToOne: false;
          isSetofReturn: true;
        };
      };
      aid_questions: {
        Args: Record<PropertyKey, never>;
        Returns: Database['api']['CompositeTypes']['aid_question'][];
        SetofOptions: {
          from: '*';
          to: 'aid_question';
          isOneToOne: false;
          isSetofReturn: true;
        };
      };
      answer_case: {
        Args: {
          answer: string;
          case_id: string;
          expected_version: number;
          request_id: string;
        };
        Returns: Database['api']['CompositeTypes']['verb_result'][];
        SetofOptions: {
          from: '*';
          to: 'verb_result';
          isOneToOne: false;
          isSetofReturn: true;
        };
      };
      answer_order: {
        Args: {
          answer: string;
          expected_version: number;
          order_id: string;
          request_id: string;
        };
        Returns: Database['api']['CompositeTypes']['verb_result'][];
        SetofOptions: {
          from: '*';
          to: 'verb_result';
          isOneToOne: false;
          isSetofReturn: true;
        };
      };
      answer_question: {
        Args: {
          answer: string;
          expected_version: number;
          message_id: string;
          request_id: string;
        };
        Returns: Database['api']['CompositeTypes']['verb_result'][];
        SetofOptions: {
          from: '*';
          to: 'verb_result';
          isOneToOne: false;
          isSetofReturn: true;
        };
      };
      assign_mediator: {
        Args: {
          case_id: string;
          expected_version: number;
          mediator_id: string;
          request_id: string;
        };
        Returns: Database['api']['CompositeTypes']['verb_result'][];
        SetofOptions: {
          from: '*';
          to: 'verb_result';
          isOneToOne: false;
          isSetofReturn: true;
        };
      };
      available_actions: {
        Args: { case_id: string };
        Returns: {
          verb: string;
        }[];
      };
      available_actions_many: {
        Args: { case_ids: string[] };
        Returns: {
          case_id: string;
          verb: string;
        }[];
      };
      cancel_leave: {
        Args: { expected_version: number; leave_id: string; request_id: string };
        Returns: Database['api']['CompositeTypes']['change_result'][];
        SetofOptions: {
          from: '*';
          to: 'change_result';
          isOneToOne: false;
          isSetofReturn: true;
        };
      };
      cancel_order: {
        Args: {
          expected_version: number;
          order_id: string;
          reason: string;
          request_id: string;
        };
        Returns: Database['api']['CompositeTypes']['verb_result'][];
        SetofOptions: {
          from: '*';
          to: 'verb_result';
          isOneToOne: false;
          isSetofReturn: true;
        };
      };
      cancel_session: {
        Args: {
          expected_version: number;
          reason: string;
          request_id: string;
          session_id: string;
        };
        Returns: Database['api']['CompositeTypes']['verb_result'][];
        SetofOptions: {
          from: '*';
          to: 'verb_result';
          isOneToOne: false;
          isSetofReturn: true;
        };
      };
      case_counts: {
        Args: Record<PropertyKey, never>;
        Returns: Database['api']['CompositeTypes']['status_count'][];
        SetofOptions: {
          from: '*';
          to: 'status_count';
          isOneToOne: false;
          isSetofReturn: true;
        };
      };
      case_file: {
        Args: { case_id: string };
        Returns: Database['api']['CompositeTypes']['case_file'][];
        SetofOptions: {
          from: '*';
          to: 'case_file';
          isOneToOne: false;
          isSetofReturn: true;
        };
      };
      check_aid: {
        Args: { income: string; marks?: string[]; matter: string };
        Returns: Database['api']['CompositeTypes']['aid_answer'][];
        SetofOptions: {
          from: '*';
          to: 'aid_answer';
          isOneToOne: false;
          isSetofReturn: true;
        };
      };
      clear_risk: {
        Args: {
          case_id: string;
          expected_version: number;
          reason: string;
          request_id: string;
        };
        Returns: Database['api']['CompositeTypes']['verb_result'][];
        SetofOptions: {
          from: '*';
          to: 'verb_result';
          isOneToOne: false;
          isSetofReturn: true;
        };
      };
      close_case: {
        Args: {
          case_id: string;
          expected_version: number;
          note?: string;
          papers?: string[];
          people_count?: number;
          reply?: string;
          request_id: string;
        };
        Returns: Database['api']['CompositeTypes']['verb_result'][];
        SetofOptions: {
          from: '*';
          to: 'verb_result';
          isOneToOne: false;
          isSetofReturn: true;
        };
      };
      conclude_case: {
        Args: {
          amount?: number;
          case_id: string;
          expected_version: number;
          outcome: string;
          perform_by?: string;
          request_id: string;
          terms: string;
        };
        Returns: Database['api']['CompositeTypes']['verb_result'][];
        SetofOptions: {
          from: '*';
          to: 'verb_result';
          isOneToOne: false;
          isSetofReturn: true;
        };
      };
      confirm_erasure: {
        Args: {
          erasure_id: string;
          expected_version: number;
          granted: boolean;
          request_id: string;
        };
        Returns: Database['api']['CompositeTypes']['verb_result'][];
        SetofOptions: {
          from: '*';
          to: 'verb_result';
          isOneToOne: false;
          isSetofReturn: true;
        };
      };
      continue_region_change: {
        Args: { change_id: string };
        Returns: Database['api']['CompositeTypes']['region_progress'][];
        SetofOptions: {
          from: '*';
          to: 'region_progress';
          isOneToOne: false;
          isSetofReturn: true;
        };
      };
      create_organisation: {
        Args: {
          address?: string;
          capacity?: number;
          category?: string;
          contact_name?: string;
          contact_phone?: string;
          duty_hours?: string;
          kind: string;
          latitude?: number;
          longitude?: number;
          name: string;
          parent_id?: string;
          phone?: string;
          region_code: string;
          region_codes?: string[];
          request_id: string;
          short_name?: string;
          type_codes?: string[];
        };
        Returns: Database['api']['CompositeTypes']['change_result'][];
        SetofOptions: {
          from: '*';
          to: 'change_result';
          isOneToOne: false;
          isSetofReturn: true;
        };
      };
      create_region: {
        Args: {
          code: string;
          latitude?: number;
          longitude?: number;
          name: string;
          request_id: string;
        };
        Returns: Database['api']['CompositeTypes']['change_result'][];
        SetofOptions: {
          from: '*';
          to: 'change_result';
          isOneToOne: false;
          isSetofReturn: true;
        };
      };
      create_source: {
        Args: {
          label: string;
          organisation_id?: string;
          poster_place?: string;
          region_code?: string;
          request_id: string;
        };
        Returns: Database['api']['CompositeTypes']['change_result'][];
        SetofOptions: {
          from: '*';
          to: 'change_result';
          isOneToOne: false;
          isSetofReturn: true;
        };
      };
      decide_extension: {
        Args: {
          case_id: string;
          expected_version: number;
          granted: boolean;
          note?: string;
          request_id: string;
        };
        Returns: Database['api']['CompositeTypes']['verb_result'][];
        SetofOptions: {
          from: '*';
          to: 'verb_result';
          isOneToOne: false;
          isSetofReturn: true;
        };
      };
      decide_mediation: {
        Args: {
          decision: string;
          number: string;
          request_id: string;
          tracking_code: string;
        };
        Returns: Database['api']['CompositeTypes']['tracked_result'][];
        SetofOptions: {
          from: '*';
          to: 'tracked_result';
          isOneToOne: false;
          isSetofReturn: true;
        };
      };
      decide_privacy_request: {
        Args: {
          decision: string;
          expected_version: number;
          privacy_request_id: string;
          reason?: string;
          request_id: string;
        };
        Returns: Database['api']['CompositeTypes']['verb_result'][];
        SetofOptions: {
          from: '*';
          to: 'verb_result';
          isOneToOne: false;
          isSetofReturn: true;
        };
      };
      delegate_case: {
        Args: {
          case_id: string;
          expected_version: number;
          note?: string;
          request_id: string;
        };
        Returns: Database['api']['CompositeTypes']['verb_result'][];
        SetofOptions: {
          from: '*';
          to: 'verb_result';
          isOneToOne: false;
          isSetofReturn: true;
        };
      };
      discard_agreement: {
        Args: {
          expected_version: number;
          paper_id: string;
          reason: string;
          request_id: string;
        };
        Returns: Database['api']['CompositeTypes']['verb_result'][];
        SetofOptions: {
          from: '*';
          to: 'verb_result';
          isOneToOne: false;
          isSetofReturn: true;
        };
      };
      dispatch_case: {
        Args: {
          case_id: string;
          expected_version: number;
          note?: string;
          organisation_id: string;
          request_id: string;
        };
        Returns: Database['api']['CompositeTypes']['verb_result'][];
        SetofOptions: {
          from: '*';
          to: 'verb_result';
          isOneToOne: false;
          isSetofReturn: true;
        };
      };
      end_post: {
        Args: {
          expected_version: number;
          last_day?: string;
          post_id: string;
          request_id: string;
        };
        Returns: Database['api']['CompositeTypes']['change_result'][];
        SetofOptions: {
          from: '*';
          to: 'change_result';
          isOneToOne: false;
          isSetofReturn: true;
        };
      };
      end_session: { Args: { session_id?: string }; Returns: number };
      erase_case: {
        Args: {
          case_id: string;
          expected_version: number;
          reason: string;
          request_id: string;
        };
        Returns: Database['api']['CompositeTypes']['verb_result'][];
        SetofOptions: {
          from: '*';
          to: 'verb_result';
          isOneToOne: false;
          isSetofReturn: true;
        };
      };
      escalate_case: {
        Args: {
          case_id: string;
          expected_version: number;
          reason: string;
          request_id: string;
        };
        Returns: Database['api']['CompositeTypes']['verb_result'][];
        SetofOptions: {
          from: '*';
          to: 'verb_result';
          isOneToOne: false;
          isSetofReturn: true;
        };
      };
      file_case: {
        Args: {
          amount?: number;
          applicant: Json;
          consent_version: string;
          danger?: boolean;
          latitude?: number;
          longitude?: number;
          others?: Json;
          people_count?: number;
          place?: string;
          region_code: string;
          request_id: string;
          respondent?: Json;
          source?: string;
          summary: string;
          type_code: string;
        };
        Returns: Database['api']['CompositeTypes']['filing_receipt'][];
        SetofOptions: {
          from: '*';
          to: 'filing_receipt';
          isOneToOne: false;
          isSetofReturn: true;
        };
      };
      files_removed: { Args: { paths: string[] }; Returns: number };
      files_to_remove: { Args: { up_to?: number }; Returns: string[] };
      filing_form: { Args: Record<PropertyKey, never>; Returns: Json };
      find_similar: {
        Args: {
          except_case_id?: string;
          id_number?: string;
          latitude?: number;
          longitude?: number;
          phone?: string;
          region_code: string;
          summary: string;
          type_code: string;
        };
        Returns: Database['api']['CompositeTypes']['similar_case'][];
        SetofOptions: {
          from: '*';
          to: 'similar_case';
          isOneToOne: false;
          isSetofReturn: true;
        };
      };
      hand_over: {
        Args: {
          from_staff_id: string;
          organisation_id: string;
          reason: string;
          request_id: string;
          to_staff_id: string;
        };
        Returns: Database['api']['CompositeTypes']['handed_over'][];
        SetofOptions: {
          from: '*';
          to: 'handed_over';
          isOneToOne: false;
          isSetofReturn: true;
        };
      };
      import_calendar: {
        Args: { request_id: string; rows: Json; year: number };
        Returns: Database['api']['CompositeTypes']['moved_deadline'][];
        SetofOptions: {
          from: '*';
          to: 'moved_deadline';
          isOneToOne: false;
          isSetofReturn: true;
        };
      };
      import_regions: {
        Args: { request_id: string; rows: Json };
        Returns: Database['api']['CompositeTypes']['region_verdict'][];
        SetofOptions: {
          from: '*';
          to: 'region_verdict';
          isOneToOne: false;
          isSetofReturn: true;
        };
      };
      invite: {
        Args: {
          account: string;
          name: string;
          organisation_id: string;
          request_id: string;
          role: string;
          valid_to?: string;
        };
        Returns: Database['api']['CompositeTypes']['invitation_link'][];
        SetofOptions: {
          from: '*';
          to: 'invitation_link';
          isOneToOne: false;
          isSetofReturn: true;
        };
      };
      invite_many: {
        Args: { request_id: string; rows: Json };
        Returns: Database['api']['CompositeTypes']['invitation_verdict'][];
        SetofOptions: {
          from: '*';
          to: 'invitation_verdict';
          isOneToOne: false;
          isSetofReturn: true;
        };
      };
      invite_party: {
        Args: {
          about: string;
          case_id: string;
          party_id: string;
          request_id: string;
          shows_name?: boolean;
        };
        Returns: Database['api']['CompositeTypes']['party_link'][];
        SetofOptions: {
          from: '*';
          to: 'party_link';
          isOneToOne: false;
          isSetofReturn: true;
        };
      };
      invite_reset: {
        Args: { expected_version: number; request_id: string; staff_id: string };
        Returns: Database['api']['CompositeTypes']['invitation_link'][];
        SetofOptions: {
          from: '*';
          to: 'invitation_link';
          isOneToOne: false;
          isSetofReturn: true;
        };
      };
      issue_order: {
        Args: {
          case_id: string;
          demand: string;
          expected_version: number;
          request_id: string;
        };
        Returns: Database['api']['CompositeTypes']['verb_result'][];
        SetofOptions: {
          from: '*';
          to: 'verb_result';
          isOneToOne: false;
          isSetofReturn: true;
        };
      };
      join_mediation: {
        Args: {
          consent_version: string;
          decision: string;
          language?: string;
          message?: string;
          messages?: boolean;
          request_id: string;
          token: string;
        };
        Returns: Database['api']['CompositeTypes']['party_code'][];
        SetofOptions: {
          from: '*';
          to: 'party_code';
          isOneToOne: false;
          isSetofReturn: true;
        };
      };
      judge_point: {
        Args: { latitude?: number; longitude?: number; region_code: string };
        Returns: Database['api']['CompositeTypes']['point_verdict'][];
        SetofOptions: {
          from: '*';
          to: 'point_verdict';
          isOneToOne: false;
          isSetofReturn: true;
        };
      };
      link_case: {
        Args: {
          case_id: string;
          expected_version: number;
          kind: string;
          other_case_id: string;
          request_id: string;
        };
        Returns: Database['api']['CompositeTypes']['verb_result'][];
        SetofOptions: {
          from: '*';
          to: 'verb_result';
          isOneToOne: false;
          isSetofReturn: true;
        };
      };
      list_colleagues: {
        Args: { organisation_id: string; role: string };
        Returns: Database['api']['CompositeTypes']['colleague'][];
        SetofOptions: {
          from: '*';
          to: 'colleague';
          isOneToOne: false;
          isSetofReturn: true;
        };
      };
      list_figures: {
        Args: Record<PropertyKey, never>;
        Returns: Database['api']['CompositeTypes']['figure_set'][];
        SetofOptions: {
          from: '*';
          to: 'figure_set';
          isOneToOne: false;
          isSetofReturn: true;
        };
      };
      list_guides: {
        Args: { locale: string; query?: string };
        Returns: Database['api']['CompositeTypes']['guide_entry'][];
        SetofOptions: {
          from: '*';
          to: 'guide_entry';
          isOneToOne: false;
          isSetofReturn: true;
        };
      };
      list_mediators: {
        Args: { case_id: string };
        Returns: Database['api']['CompositeTypes']['mediator_choice'][];
        SetofOptions: {
          from: '*';
          to: 'mediator_choice';
          isOneToOne: false;
          isSetofReturn: true;
        };
      };
      list_values: {
        Args: Record<PropertyKey, never>;
        Returns: Database['api']['CompositeTypes']['list_value'][];
        SetofOptions: {
          from: '*';
          to: 'list_value';
          isOneToOne: false;
          isSetofReturn: true;
        };
      };
      locate: {
        Args: { latitude: number; longitude: number };
        Returns: {
          code: string;
          name: string;
        }[];
      };
      log_session: {
        Args: {
          attendees?: string;
          case_id: string;
          expected_version: number;
          held_at: string;
          kind: string;
          place?: string;
          request_id: string;
          summary: string;
        };
        Returns: Database['api']['CompositeTypes']['verb_result'][];
        SetofOptions: {
          from: '*';
          to: 'verb_result';
          isOneToOne: false;
          isSetofReturn: true;
        };
      };
      map_areas: {
        Args: {
          channels?: string[];
          from_on?: string;
          grades?: string[];
          parent_code?: string;
          statuses?: string[];
          to_on?: string;
          type_codes?: string[];
        };
        Returns: Database['api']['CompositeTypes']['map_area'][];
        SetofOptions: {
          from: '*';
          to: 'map_area';
          isOneToOne: false;
          isSetofReturn: true;
        };
      };
      map_cases: {
        Args: {
          channels?: string[];
          east: number;
          from_on?: string;
          grades?: string[];
          max?: number;
          north: number;
          parent_code?: string;
          south: number;
          statuses?: string[];
          to_on?: string;
          type_codes?: string[];
          west: number;
        };
        Returns: {
          amount: number | null;
          answer: string | null;
          channel: string | null;
          city_code: string | null;
          claimed_latitude: number | null;
          claimed_longitude: number | null;
          closed_at: string | null;
          consent_version: string | null;
          county_code: string | null;
          created_at: string | null;
          danger: boolean | null;
          difficulty: string | null;
          due_at: string | null;
          due_stage: string | null;
          erased_at: string | null;
          external_number: string | null;
          filed_by: string | null;
          filed_region_code: string | null;
          first_closed_at: string | null;
          first_outcome: string | null;
          flags: string[] | null;
          grade: string | null;
          id: string | null;
          latitude: number | null;
          lead_organisation_id: string | null;
          lead_organisation_name: string | null;
          legal_hold: boolean | null;
          light: string | null;
          location_basis: string | null;
          longitude: number | null;
          mediator_id: string | null;
          mediator_name: string | null;
          merged_into: string | null;
          missing_items: string[] | null;
          number: string | null;
          outcome: string | null;
          people_count: number | null;
          place: string | null;
          place_problem: string | null;
          referred_to: string | null;
          region_code: string | null;
          region_path: string | null;
          reject_reason: string | null;
          reopen_count: number | null;
          responsible_organisation_id: string | null;
          responsible_organisation_name: string | null;
          return_count: number | null;
          status: string | null;
          summary: string | null;
          town_code: string | null;
          type_code: string | null;
          type_name: string | null;
          type_name_en: string | null;
          updated_at: string | null;
          version: number | null;
          village_code: string | null;
        }[];
        SetofOptions: {
          from: '*';
          to: 'cases';
          isOneToOne: false;
          isSetofReturn: true;
        };
      };
      map_layer_settings: { Args: Record<PropertyKey, never>; Returns: Json };
      map_layers: { Args: Record<PropertyKey, never>; Returns: Json };
      map_months: {
        Args: {
          channels?: string[];
          from_on?: string;
          grades?: string[];
          parent_code?: string;
          statuses?: string[];
          to_on?: string;
          type_codes?: string[];
        };
        Returns: Database['api']['CompositeTypes']['map_month'][];
        SetofOptions: {
          from: '*';
          to: 'map_month';
          isOneToOne: false;
          isSetofReturn: true;
        };
      };
      map_spots: {
        Args: {
          channels?: string[];
          east: number;
          from_on?: string;
          grades?: string[];
          north: number;
          parent_code?: string;
          south: number;
          statuses?: string[];
          to_on?: string;
          type_codes?: string[];
          west: number;
          zoom: number;
        };
        Returns: Json;
      };
      merge_case: {
        Args: {
          case_id: string;
          expected_version: number;
          into_case_id: string;
          reason: string;
          request_id: string;
        };
        Returns: Database['api']['CompositeTypes']['verb_result'][];
        SetofOptions: {
          from: '*';
          to: 'verb_result';
          isOneToOne: false;
          isSetofReturn: true;
        };
      };
      merge_regions: {
        Args: {
          code: string;
          effective_on: string;
          expected_version: number;
          from_codes: string[];
          request_id: string;
        };
        Returns: Database['api']['CompositeTypes']['region_progress'][];
        SetofOptions: {
          from: '*';
          to: 'region_progress';
          isOneToOne: false;
          isSetofReturn: true;
        };
      };
      move_session: {
        Args: {
          expected_version: number;
          minutes: number;
          note?: string;
          place: string;
          request_id: string;
          session_id: string;
          starts_at: string;
          way: string;
        };
        Returns: Database['api']['CompositeTypes']['verb_result'][];
        SetofOptions: {
          from: '*';
          to: 'verb_result';
          isOneToOne: false;
          isSetofReturn: true;
        };
      };
      my_sessions: {
        Args: Record<PropertyKey, never>;
        Returns: Database['api']['CompositeTypes']['session_row'][];
        SetofOptions: {
          from: '*';
          to: 'session_row';
          isOneToOne: false;
          isSetofReturn: true;
        };
      };
      note_reading: { Args: { case_id: string }; Returns: undefined };
      open_party_upload: {
        Args: { number: string; request_id: string; tracking_code: string };
        Returns: Database['api']['CompositeTypes']['upload_ticket'][];
        SetofOptions: {
          from: '*';
          to: 'upload_ticket';
          isOneToOne: false;
          isSetofReturn: true;
        };
      };
      open_source: {
        Args: { code: string };
        Returns: Database['api']['CompositeTypes']['opened_source'][];
        SetofOptions: {
          from: '*';
          to: 'opened_source';
          isOneToOne: false;
          isSetofReturn: true;
        };
      };
      open_upload: {
        Args: { request_id: string };
        Returns: Database['api']['CompositeTypes']['upload_ticket'][];
        SetofOptions: {
          from: '*';
          to: 'upload_ticket';
          isOneToOne: false;
          isSetofReturn: true;
        };
      };
      organisation_results: {
        Args: { organisation_id: string };
        Returns: Database['api']['CompositeTypes']['organisation_result'][];
        SetofOptions: {
          from: '*';
          to: 'organisation_result';
          isOneToOne: false;
          isSetofReturn: true;
        };
      };
      parties_side: {
        Args: { case_id: string };
        Returns: Database['api']['CompositeTypes']['parties_side'][];
        SetofOptions: {
          from: '*';
          to: 'parties_side';
          isOneToOne: false;
          isSetofReturn: true;
        };
      };
      party_view: {
        Args: { number: string; tracking_code: string };
        Returns: Database['api']['CompositeTypes']['party_view'][];
        SetofOptions: {
          from: '*';
          to: 'party_view';
          isOneToOne: false;
          isSetofReturn: true;
        };
      };
      place_case: {
        Args: {
          case_id: string;
          expected_version: number;
          latitude?: number;
          longitude?: number;
          region_code?: string;
          request_id: string;
        };
        Returns: Database['api']['CompositeTypes']['verb_result'][];
        SetofOptions: {
          from: '*';
          to: 'verb_result';
          isOneToOne: false;
          isSetofReturn: true;
        };
      };
      plan_session: {
        Args: {
          case_id: string;
          minutes: number;
          note?: string;
          party_ids: string[];
          place: string;
          request_id: string;
          starts_at: string;
          way: string;
        };
        Returns: Database['api']['CompositeTypes']['verb_result'][];
        SetofOptions: {
          from: '*';
          to: 'verb_result';
          isOneToOne: false;
          isSetofReturn: true;
        };
      };
      preview_calendar: {
        Args: { rows: Json; year: number };
        Returns: Database['api']['CompositeTypes']['moved_deadline'][];
        SetofOptions: {
          from: '*';
          to: 'moved_deadline';
          isOneToOne: false;
          isSetofReturn: true;
        };
      };
      preview_figures: {
        Args: { from_on: string; to_on: string };
        Returns: Json;
      };
      preview_invitations: {
        Args: { rows: Json };
        Returns: Database['api']['CompositeTypes']['invitation_verdict'][];
        SetofOptions: {
          from: '*';
          to: 'invitation_verdict';
          isOneToOne: false;
          isSetofReturn: true;
        };
      };
      preview_region_import: {
        Args: { rows: Json };
        Returns: Database['api']['CompositeTypes']['region_verdict'][];
        SetofOptions: {
          from: '*';
          to: 'region_verdict';
          isOneToOne: false;
          isSetofReturn: true;
        };
      };
      privacy_actions: {
        Args: { case_id: string };
        Returns: {
          verb: string;
        }[];
      };
      public_outlines: {
        Args: Record<PropertyKey, never>;
        Returns: {
          name: string;
          outline: Json;
          region_code: string;
        }[];
      };
      public_regions: {
        Args: { parent_code: string };
        Returns: Database['api']['CompositeTypes']['public_region'][];
        SetofOptions: {
          from: '*';
          to: 'public_region';
          isOneToOne: false;
          isSetofReturn: true;
        };
      };
      public_rooms: {
        Args: {
          latitude?: number;
          longitude?: number;
          page?: number;
          region_code?: string;
          type_code?: string;
        };
        Returns: Database['api']['CompositeTypes']['public_room'][];
        SetofOptions: {
          from: '*';
          to: 'public_room';
          isOneToOne: false;
          isSetofReturn: true;
        };
      };
      publish_figures: {
        Args: {
          expected_version: number;
          from_on: string;
          request_id: string;
          to_on: string;
        };
        Returns: Database['api']['CompositeTypes']['change_result'][];
        SetofOptions: {
          from: '*';
          to: 'change_result';
          isOneToOne: false;
          isSetofReturn: true;
        };
      };
      rate_case: {
        Args: {
          message?: string;
          number: string;
          request_id: string;
          result: number;
          service: number;
          tracking_code: string;
        };
        Returns: Database['api']['CompositeTypes']['tracked_result'][];
        SetofOptions: {
          from: '*';
          to: 'tracked_result';
          isOneToOne: false;
          isSetofReturn: true;
        };
      };
      rate_mediator: {
        Args: {
          certificate_number?: string;
          expected_version: number;
          grade: string;
          qualification?: string;
          request_id: string;
          staff_id: string;
        };
        Returns: Database['api']['CompositeTypes']['change_result'][];
        SetofOptions: {
          from: '*';
          to: 'change_result';
          isOneToOne: false;
          isSetofReturn: true;
        };
      };
      read_agreement: {
        Args: { paper_id: string };
        Returns: Database['api']['CompositeTypes']['agreement_text'][];
        SetofOptions: {
          from: '*';
          to: 'agreement_text';
          isOneToOne: false;
          isSetofReturn: true;
        };
      };
      read_figures: {
        Args: { set_id?: string };
        Returns: Database['api']['CompositeTypes']['published_figures'][];
        SetofOptions: {
          from: '*';
          to: 'published_figures';
          isOneToOne: false;
          isSetofReturn: true;
        };
      };
      read_guide: {
        Args: { locale: string; type_code: string };
        Returns: Database['api']['CompositeTypes']['guide'][];
        SetofOptions: {
          from: '*';
          to: 'guide';
          isOneToOne: false;
          isSetofReturn: true;
        };
      };
      read_invitation: {
        Args: { token: string };
        Returns: Database['api']['CompositeTypes']['opened_invitation'][];
        SetofOptions: {
          from: '*';
          to: 'opened_invitation';
          isOneToOne: false;
          isSetofReturn: true;
        };
      };
      read_notices: {
        Args: { case_id?: string; upto_id?: number };
        Returns: number;
      };
      read_party_link: {
        Args: { token: string };
        Returns: Database['api']['CompositeTypes']['opened_party_link'][];
        SetofOptions: {
          from: '*';
          to: 'opened_party_link';
          isOneToOne: false;
          isSetofReturn: true;
        };
      };
      recode_region: {
        Args: {
          code: string;
          effective_on: string;
          expected_version: number;
          new_code: string;
          new_name?: string;
          request_id: string;
        };
        Returns: Database['api']['CompositeTypes']['region_progress'][];
        SetofOptions: {
          from: '*';
          to: 'region_progress';
          isOneToOne: false;
          isSetofReturn: true;
        };
      };
      record_follow_up: {
        Args: {
          case_id: string;
          expected_version: number;
          note?: string;
          performed: string;
          request_id: string;
          satisfied?: number;
        };
        Returns: Database['api']['CompositeTypes']['verb_result'][];
        SetofOptions: {
          from: '*';
          to: 'verb_result';
          isOneToOne: false;
          isSetofReturn: true;
        };
      };
      record_info: {
        Args: {
          case_id: string;
          expected_version: number;
          info: string;
          request_id: string;
        };
        Returns: Database['api']['CompositeTypes']['verb_result'][];
        SetofOptions: {
          from: '*';
          to: 'verb_result';
          isOneToOne: false;
          isSetofReturn: true;
        };
      };
      record_paper_signature: {
        Args: {
          expected_version: number;
          paper_id: string;
          party_id: string;
          request_id: string;
        };
        Returns: Database['api']['CompositeTypes']['verb_result'][];
        SetofOptions: {
          from: '*';
          to: 'verb_result';
          isOneToOne: false;
          isSetofReturn: true;
        };
      };
      record_party: {
        Args: {
          case_id: string;
          expected_version: number;
          minor?: boolean;
          party: Json;
          request_id: string;
          side: string;
        };
        Returns: Database['api']['CompositeTypes']['verb_result'][];
        SetofOptions: {
          from: '*';
          to: 'verb_result';
          isOneToOne: false;
          isSetofReturn: true;
        };
      };
      record_privacy_request: {
        Args: {
          case_id: string;
          identity: string;
          kind: string;
          message?: string;
          request_id: string;
          side: string;
        };
        Returns: Database['api']['CompositeTypes']['verb_result'][];
        SetofOptions: {
          from: '*';
          to: 'verb_result';
          isOneToOne: false;
          isSetofReturn: true;
        };
      };
      recuse_mediator: {
        Args: {
          case_id: string;
          expected_version: number;
          reason: string;
          request_id: string;
        };
        Returns: Database['api']['CompositeTypes']['verb_result'][];
        SetofOptions: {
          from: '*';
          to: 'verb_result';
          isOneToOne: false;
          isSetofReturn: true;
        };
      };
      refer_case: {
        Args: {
          case_id: string;
          expected_version: number;
          note: string;
          referred_to: string;
          request_id: string;
        };
        Returns: Database['api']['CompositeTypes']['verb_result'][];
        SetofOptions: {
          from: '*';
          to: 'verb_result';
          isOneToOne: false;
          isSetofReturn: true;
        };
      };
      region_tree: {
        Args: { parent_code?: string; with_retired?: boolean };
        Returns: Database['api']['CompositeTypes']['region_node'][];
        SetofOptions: {
          from: '*';
          to: 'region_node';
          isOneToOne: false;
          isSetofReturn: true;
        };
      };
      register_case: {
        Args: {
          amount?: number;
          applicant: Json;
          channel: string;
          danger?: boolean;
          external_number?: string;
          keep_unplaced?: boolean;
          latitude?: number;
          longitude?: number;
          people_count?: number;
          place?: string;
          region_code: string;
          request_id: string;
          respondent?: Json;
          summary: string;
          type_code: string;
        };
        Returns: Database['api']['CompositeTypes']['filing_receipt'][];
        SetofOptions: {
          from: '*';
          to: 'filing_receipt';
          isOneToOne: false;
          isSetofReturn: true;
        };
      };
      regrade_case: {
        Args: {
          case_id: string;
          difficulty?: string;
          expected_version: number;
          grade: string;
          reason: string;
          request_id: string;
        };
        Returns: Database['api']['CompositeTypes']['verb_result'][];
        SetofOptions: {
          from: '*';
          to: 'verb_result';
          isOneToOne: false;
          isSetofReturn: true;
        };
      };
      reject_case: {
        Args: {
          case_id: string;
          expected_version: number;
          reject_reason: string;
          request_id: string;
          ways: string;
        };
        Returns: Database['api']['CompositeTypes']['verb_result'][];
        SetofOptions: {
          from: '*';
          to: 'verb_result';
          isOneToOne: false;
          isSetofReturn: true;
        };
      };
      remind_order: {
        Args: { expected_version: number; order_id: string; request_id: string };
        Returns: Database['api']['CompositeTypes']['verb_result'][];
        SetofOptions: {
          from: '*';
          to: 'verb_result';
          isOneToOne: false;
          isSetofReturn: true;
        };
      };
      remove_co_handler: {
        Args: {
          case_id: string;
          expected_version: number;
          organisation_id: string;
          reason: string;
          request_id: string;
        };
        Returns: Database['api']['CompositeTypes']['verb_result'][];
        SetofOptions: {
          from: '*';
          to: 'verb_result';
          isOneToOne: false;
          isSetofReturn: true;
        };
      };
      rename_region: {
        Args: {
          code: string;
          expected_version: number;
          latitude?: number;
          longitude?: number;
          name: string;
          request_id: string;
        };
        Returns: Database['api']['CompositeTypes']['change_result'][];
        SetofOptions: {
          from: '*';
          to: 'change_result';
          isOneToOne: false;
          isSetofReturn: true;
        };
      };
      renew_invitation: {
        Args: {
          expected_version: number;
          invitation_id: string;
          request_id: string;
        };
        Returns: Database['api']['CompositeTypes']['invitation_link'][];
        SetofOptions: {
          from: '*';
          to: 'invitation_link';
          isOneToOne: false;
          isSetofReturn: true;
        };
      };
      reopen_case: {
        Args: {
          case_id: string;
          expected_version: number;
          reason: string;
          request_id: string;
        };
        Returns: Database['api']['CompositeTypes']['verb_result'][];
        SetofOptions: {
          from: '*';
          to: 'verb_result';
          isOneToOne: false;
          isSetofReturn: true;
        };
      };
      reply_session: {
        Args: {
          expected_version: number;
          message?: string;
          number: string;
          reply: string;
          request_id: string;
          session_id: string;
          tracking_code: string;
        };
        Returns: Database['api']['CompositeTypes']['tracked_result'][];
        SetofOptions: {
          from: '*';
          to: 'tracked_result';
          isOneToOne: false;
          isSetofReturn: true;
        };
      };
      report_risk: {
        Args: {
          case_id: string;
          description: string;
          expected_version: number;
          notified_to?: string;
          request_id: string;
          risk_kind: string;
        };
        Returns: Database['api']['CompositeTypes']['verb_result'][];
        SetofOptions: {
          from: '*';
          to: 'verb_result';
          isOneToOne: false;
          isSetofReturn: true;
        };
      };
      request_extension: {
        Args: {
          case_id: string;
          days: number;
          expected_version: number;
          parties_agree: boolean;
          reason: string;
          request_id: string;
        };
        Returns: Database['api']['CompositeTypes']['verb_result'][];
        SetofOptions: {
          from: '*';
          to: 'verb_result';
          isOneToOne: false;
          isSetofReturn: true;
        };
      };
      request_info: {
        Args: {
          case_id: string;
          expected_version: number;
          items: string[];
          request_id: string;
        };
        Returns: Database['api']['CompositeTypes']['verb_result'][];
        SetofOptions: {
          from: '*';
          to: 'verb_result';
          isOneToOne: false;
          isSetofReturn: true;
        };
      };
      request_privacy: {
        Args: {
          kind: string;
          message?: string;
          number: string;
          request_id: string;
          tracking_code: string;
        };
        Returns: Database['api']['CompositeTypes']['tracked_result'][];
        SetofOptions: {
          from: '*';
          to: 'tracked_result';
          isOneToOne: false;
          isSetofReturn: true;
        };
      };
      reset_password: {
        Args: { password: string; token: string };
        Returns: string;
      };
      restore_organisation: {
        Args: {
          expected_version: number;
          organisation_id: string;
          request_id: string;
        };
        Returns: Database['api']['CompositeTypes']['change_result'][];
        SetofOptions: {
          from: '*';
          to: 'change_result';
          isOneToOne: false;
          isSetofReturn: true;
        };
      };
      restore_source: {
        Args: {
          expected_version: number;
          request_id: string;
          source_id: string;
        };
        Returns: Database['api']['CompositeTypes']['change_result'][];
        SetofOptions: {
          from: '*';
          to: 'change_result';
          isOneToOne: false;
          isSetofReturn: true;
        };
      };
      restore_staff: {
        Args: { expected_version: number; request_id: string; staff_id: string };
        Returns: Database['api']['CompositeTypes']['change_result'][];
        SetofOptions: {
          from: '*';
          to: 'change_result';
          isOneToOne: false;
          isSetofReturn: true;
        };
      };
      resume_case: {
        Args: {
          case_id: string;
          expected_version: number;
          note?: string;
          request_id: string;
        };
        Returns: Database['api']['CompositeTypes']['verb_result'][];
        SetofOptions: {
          from: '*';
          to: 'verb_result';
          isOneToOne: false;
          isSetofReturn: true;
        };
      };
      retire_organisation: {
        Args: {
          expected_version: number;
          organisation_id: string;
          reason: string;
          request_id: string;
        };
        Returns: Database['api']['CompositeTypes']['change_result'][];
        SetofOptions: {
          from: '*';
          to: 'change_result';
          isOneToOne: false;
          isSetofReturn: true;
        };
      };
      retire_region: {
        Args: {
          code: string;
          expected_version: number;
          reason: string;
          request_id: string;
        };
        Returns: Database['api']['CompositeTypes']['change_result'][];
        SetofOptions: {
          from: '*';
          to: 'change_result';
          isOneToOne: false;
          isSetofReturn: true;
        };
      };
      retire_source: {
        Args: {
          expected_version: number;
          request_id: string;
          source_id: string;
        };
        Returns: Database['api']['CompositeTypes']['change_result'][];
        SetofOptions: {
          from: '*';
          to: 'change_result';
          isOneToOne: false;
          isSetofReturn: true;
        };
      };
      return_case: {
        Args: {
          case_id: string;
          expected_version: number;
          proposed_organisation_id?: string;
          reason: string;
          request_id: string;
        };
        Returns: Database['api']['CompositeTypes']['verb_result'][];
        SetofOptions: {
          from: '*';
          to: 'verb_result';
          isOneToOne: false;
          isSetofReturn: true;
        };
      };
      reveal_party: {
        Args: { party_id: string; reason: string };
        Returns: Database['api']['CompositeTypes']['revealed_party'][];
        SetofOptions: {
          from: '*';
          to: 'revealed_party';
          isOneToOne: false;
          isSetofReturn: true;
        };
      };
      review_order: {
        Args: {
          accepted: boolean;
          expected_version: number;
          order_id: string;
          request_id: string;
          review?: string;
        };
        Returns: Database['api']['CompositeTypes']['verb_result'][];
        SetofOptions: {
          from: '*';
          to: 'verb_result';
          isOneToOne: false;
          isSetofReturn: true;
        };
      };
      revoke_invitation: {
        Args: {
          expected_version: number;
          invitation_id: string;
          request_id: string;
        };
        Returns: Database['api']['CompositeTypes']['change_result'][];
        SetofOptions: {
          from: '*';
          to: 'change_result';
          isOneToOne: false;
          isSetofReturn: true;
        };
      };
      revoke_party_link: {
        Args: { expected_version: number; link_id: string; request_id: string };
        Returns: Database['api']['CompositeTypes']['verb_result'][];
        SetofOptions: {
          from: '*';
          to: 'verb_result';
          isOneToOne: false;
          isSetofReturn: true;
        };
      };
      save_guide: {
        Args: {
          articles: string;
          duration: string;
          elsewhere: string;
          examples: string;
          expected_version: number;
          happens: string;
          locale: string;
          prepare: string;
          request_id: string;
          reviewed_on: string;
          source: string;
          summary: string;
          title: string;
          type_code: string;
        };
        Returns: Database['api']['CompositeTypes']['change_result'][];
        SetofOptions: {
          from: '*';
          to: 'change_result';
          isOneToOne: false;
          isSetofReturn: true;
        };
      };
      search_cases: {
        Args: { query: string };
        Returns: {
          amount: number | null;
          answer: string | null;
          channel: string | null;
          city_code: string | null;
          claimed_latitude: number | null;
          claimed_longitude: number | null;
          closed_at: string | null;
          consent_version: string | null;
          county_code: string | null;
          created_at: string | null;
          danger: boolean | null;
          difficulty: string | null;
          due_at: string | null;
          due_stage: string | null;
          erased_at: string | null;
          external_number: string | null;
          filed_by: string | null;
          filed_region_code: string | null;
          first_closed_at: string | null;
          first_outcome: string | null;
          flags: string[] | null;
          grade: string | null;
          id: string | null;
          latitude: number | null;
          lead_organisation_id: string | null;
          lead_organisation_name: string | null;
          legal_hold: boolean | null;
          light: string | null;
          location_basis: string | null;
          longitude: number | null;
          mediator_id: string | null;
          mediator_name: string | null;
          merged_into: string | null;
          missing_items: string[] | null;
          number: string | null;
          outcome: string | null;
          people_count: number | null;
          place: string | null;
          place_problem: string | null;
          referred_to: string | null;
          region_code: string | null;
          region_path: string | null;
          reject_reason: string | null;
          reopen_count: number | null;
          responsible_organisation_id: string | null;
          responsible_organisation_name: string | null;
          return_count: number | null;
          status: string | null;
          summary: string | null;
          town_code: string | null;
          type_code: string | null;
          type_name: string | null;
          type_name_en: string | null;
          updated_at: string | null;
          version: number | null;
          village_code: string | null;
        }[];
        SetofOptions: {
          from: '*';
          to: 'cases';
          isOneToOne: false;
          isSetofReturn: true;
        };
      };
      set_auto_dispatch: {
        Args: {
          enabled: boolean;
          grade: string;
          request_id: string;
          type_code: string;
        };
        Returns: Database['api']['CompositeTypes']['change_result'][];
        SetofOptions: {
          from: '*';
          to: 'change_result';
          isOneToOne: false;
          isSetofReturn: true;
        };
      };
      set_legal_hold: {
        Args: {
          case_id: string;
          expected_version: number;
          held: boolean;
          reason: string;
          request_id: string;
        };
        Returns: Database['api']['CompositeTypes']['verb_result'][];
        SetofOptions: {
          from: '*';
          to: 'verb_result';
          isOneToOne: false;
          isSetofReturn: true;
        };
      };
      set_map_layers: {
        Args: { expected_version: number; layers: Json; request_id: string };
        Returns: Database['api']['CompositeTypes']['change_result'][];
        SetofOptions: {
          from: '*';
          to: 'change_result';
          isOneToOne: false;
          isSetofReturn: true;
        };
      };
      set_messages: {
        Args: {
          address?: string;
          channel: string;
          language?: string;
          number: string;
          request_id: string;
          tracking_code: string;
          wanted: boolean;
        };
        Returns: Database['api']['CompositeTypes']['tracked_result'][];
        SetofOptions: {
          from: '*';
          to: 'tracked_result';
          isOneToOne: false;
          isSetofReturn: true;
        };
      };
      set_policy: {
        Args: {
          amount?: number;
          basis?: string;
          channel?: string;
          grade?: string;
          level?: number;
          pausable?: boolean;
          request_id: string;
          stage: string;
          type_code?: string;
          unit?: string;
        };
        Returns: Database['api']['CompositeTypes']['change_result'][];
        SetofOptions: {
          from: '*';
          to: 'change_result';
          isOneToOne: false;
          isSetofReturn: true;
        };
      };
      set_population: {
        Args: {
          code: string;
          expected_version: number;
          population: number;
          request_id: string;
          year: number;
        };
        Returns: Database['api']['CompositeTypes']['change_result'][];
        SetofOptions: {
          from: '*';
          to: 'change_result';
          isOneToOne: false;
          isSetofReturn: true;
        };
      };
      settle_outbox: {
        Args: { error?: string; id: number; lease: string };
        Returns: boolean;
      };
      sign_agreement: {
        Args: {
          name: string;
          number: string;
          paper_id: string;
          request_id: string;
          sha256: string;
          strokes: Json;
          tracking_code: string;
        };
        Returns: Database['api']['CompositeTypes']['tracked_result'][];
        SetofOptions: {
          from: '*';
          to: 'tracked_result';
          isOneToOne: false;
          isSetofReturn: true;
        };
      };
      sign_as_mediator: {
        Args: { expected_version: number; paper_id: string; request_id: string };
        Returns: Database['api']['CompositeTypes']['verb_result'][];
        SetofOptions: {
          from: '*';
          to: 'verb_result';
          isOneToOne: false;
          isSetofReturn: true;
        };
      };
      sign_out_staff: {
        Args: { expected_version: number; request_id: string; staff_id: string };
        Returns: Database['api']['CompositeTypes']['change_result'][];
        SetofOptions: {
          from: '*';
          to: 'change_result';
          isOneToOne: false;
          isSetofReturn: true;
        };
      };
      split_region: {
        Args: {
          child_codes?: string[];
          code: string;
          effective_on: string;
          expected_version: number;
          new_code: string;
          new_name: string;
          request_id: string;
        };
        Returns: Database['api']['CompositeTypes']['region_progress'][];
        SetofOptions: {
          from: '*';
          to: 'region_progress';
          isOneToOne: false;
          isSetofReturn: true;
        };
      };
      stamp_agreement: {
        Args: { expected_version: number; paper_id: string; request_id: string };
        Returns: Database['api']['CompositeTypes']['verb_result'][];
        SetofOptions: {
          from: '*';
          to: 'verb_result';
          isOneToOne: false;
          isSetofReturn: true;
        };
      };
      suggest_dispatch: {
        Args: { case_id: string };
        Returns: Database['api']['CompositeTypes']['dispatch_suggestion'][];
        SetofOptions: {
          from: '*';
          to: 'dispatch_suggestion';
          isOneToOne: false;
          isSetofReturn: true;
        };
      };
      suggest_dispatch_many: {
        Args: { case_ids: string[] };
        Returns: Database['api']['CompositeTypes']['dispatch_fit'][];
        SetofOptions: {
          from: '*';
          to: 'dispatch_fit';
          isOneToOne: false;
          isSetofReturn: true;
        };
      };
      suggest_types: {
        Args: { story: string };
        Returns: Database['api']['CompositeTypes']['type_suggestion'][];
        SetofOptions: {
          from: '*';
          to: 'type_suggestion';
          isOneToOne: false;
          isSetofReturn: true;
        };
      };
      supervision_board: {
        Args: Record<PropertyKey, never>;
        Returns: Database['api']['CompositeTypes']['supervision_count'][];
        SetofOptions: {
          from: '*';
          to: 'supervision_count';
          isOneToOne: false;
          isSetofReturn: true;
        };
      };
      supplement_info: {
        Args: {
          info: string;
          number: string;
          request_id: string;
          tracking_code: string;
        };
        Returns: Database['api']['CompositeTypes']['tracked_result'][];
        SetofOptions: {
          from: '*';
          to: 'tracked_result';
          isOneToOne: false;
          isSetofReturn: true;
        };
      };
      suspend_case: {
        Args: {
          case_id: string;
          expected_version: number;
          note?: string;
          request_id: string;
          suspend_reason: string;
          until_on: string;
        };
        Returns: Database['api']['CompositeTypes']['verb_result'][];
        SetofOptions: {
          from: '*';
          to: 'verb_result';
          isOneToOne: false;
          isSetofReturn: true;
        };
      };
      suspend_staff: {
        Args: {
          expected_version: number;
          reason: string;
          request_id: string;
          staff_id: string;
        };
        Returns: Database['api']['CompositeTypes']['change_result'][];
        SetofOptions: {
          from: '*';
          to: 'change_result';
          isOneToOne: false;
          isSetofReturn: true;
        };
      };
      switch_post: {
        Args: { post_id: string };
        Returns: Database['api']['CompositeTypes']['identity'][];
        SetofOptions: {
          from: '*';
          to: 'identity';
          isOneToOne: false;
          isSetofReturn: true;
        };
      };
      take_leave: {
        Args: {
          deputy_id: string;
          from_on: string;
          organisation_id?: string;
          reason: string;
          request_id: string;
          role?: string;
          staff_id?: string;
          to_on: string;
        };
        Returns: Database['api']['CompositeTypes']['change_result'][];
        SetofOptions: {
          from: '*';
          to: 'change_result';
          isOneToOne: false;
          isSetofReturn: true;
        };
      };
      take_outbox: {
        Args: { channel: string; most?: number };
        Returns: Database['api']['CompositeTypes']['outgoing'][];
        SetofOptions: {
          from: '*';
          to: 'outgoing';
          isOneToOne: false;
          isSetofReturn: true;
        };
      };
      track_case: {
        Args: { number: string; tracking_code: string };
        Returns: Database['api']['CompositeTypes']['tracked_case'][];
        SetofOptions: {
          from: '*';
          to: 'tracked_case';
          isOneToOne: false;
          isSetofReturn: true;
        };
      };
      transfer_case: {
        Args: {
          case_id: string;
          expected_version: number;
          organisation_id: string;
          reason: string;
          request_id: string;
        };
        Returns: Database['api']['CompositeTypes']['verb_result'][];
        SetofOptions: {
          from: '*';
          to: 'verb_result';
          isOneToOne: false;
          isSetofReturn: true;
        };
      };
      undo_dispatch: {
        Args: { case_id: string; expected_version: number; request_id: string };
        Returns: Database['api']['CompositeTypes']['verb_result'][];
        SetofOptions: {
          from: '*';
          to: 'verb_result';
          isOneToOne: false;
          isSetofReturn: true;
        };
      };
      undoable_dispatches: {
        Args: Record<PropertyKey, never>;
        Returns: Database['api']['CompositeTypes']['undoable_dispatch'][];
        SetofOptions: {
          from: '*';
          to: 'undoable_dispatch';
          isOneToOne: false;
          isSetofReturn: true;
        };
      };
      update_organisation: {
        Args: {
          address?: string;
          capacity?: number;
          category?: string;
          contact_name?: string;
          contact_phone?: string;
          duty_hours?: string;
          expected_version: number;
          kind: string;
          latitude?: number;
          longitude?: number;
          name: string;
          organisation_id: string;
          parent_id?: string;
          phone?: string;
          region_code: string;
          region_codes?: string[];
          request_id: string;
          short_name?: string;
          type_codes?: string[];
        };
        Returns: Database['api']['CompositeTypes']['change_result'][];
        SetofOptions: {
          from: '*';
          to: 'change_result';
          isOneToOne: false;
          isSetofReturn: true;
        };
      };
      update_profile: {
        Args: {
          expected_version: number;
          introduction?: string;
          languages?: string[];
          photo_path?: string;
          request_id: string;
          specialities?: string[];
          staff_id: string;
        };
        Returns: Database['api']['CompositeTypes']['change_result'][];
        SetofOptions: {
          from: '*';
          to: 'change_result';
          isOneToOne: false;
          isSetofReturn: true;
        };
      };
      urge_case: {
        Args: {
          case_id: string;
          expected_version: number;
          note?: string;
          request_id: string;
        };
        Returns: Database['api']['CompositeTypes']['verb_result'][];
        SetofOptions: {
          from: '*';
          to: 'verb_result';
          isOneToOne: false;
          isSetofReturn: true;
        };
      };
      who_am_i: {
        Args: Record<PropertyKey, never>;
        Returns: Database['api']['CompositeTypes']['identity'][];
        SetofOptions: {
          from: '*';
          to: 'identity';
          isOneToOne: false;
          isSetofReturn: true;
        };
      };
      who_sees: {
        Args: { case_id: string };
        Returns: Database['api']['CompositeTypes']['viewer'][];
        SetofOptions: {
          from: '*';
          to: 'viewer';
          isOneToOne: false;
          isSetofReturn: true;
        };
      };
      withdraw_application: {
        Args: {
          number: string;
          reason: string;
          request_id: string;
          tracking_code: string;
        };
        Returns: Database['api']['CompositeTypes']['tracked_result'][];
        SetofOptions: {
          from: '*';
          to: 'tracked_result';
          isOneToOne: false;
          isSetofReturn: true;
        };
      };
      withdraw_case: {
        Args: {
          case_id: string;
          expected_version: number;
          reason: string;
          request_id: string;
        };
        Returns: Database['api']['CompositeTypes']['verb_result'][];
        SetofOptions: {
          from: '*';
          to: 'verb_result';
          isOneToOne: false;
          isSetofReturn: true;
        };
      };
      write_agreement: {
        Args: {
          amount?: number;
          case_id: string;
          facts: string;
          manner?: string;
          perform_by?: string;
          request_id: string;
          signer_ids?: string[];
          terms: string;
          way?: string;
        };
        Returns: Database['api']['CompositeTypes']['verb_result'][];
        SetofOptions: {
          from: '*';
          to: 'verb_result';
          isOneToOne: false;
          isSetofReturn: true;
        };
      };
      write_message: {
        Args: {
          kind: string;
          message: string;
          number: string;
          request_id: string;
          tracking_code: string;
        };
        Returns: Database['api']['CompositeTypes']['tracked_result'][];
        SetofOptions: {
          from: '*';
          to: 'tracked_result';
          isOneToOne: false;
          isSetofReturn: true;
        };
      };
    };
    Enums: {
      [_ in never]: never;
    };
    CompositeTypes: {
      agreement_text: {
        no: number | null;
        body: string | null;
        sha256: string | null;
        signatures: Json | null;
      };
      aid_answer: {
        answer: string | null;
        why: string | null;
        rules: Json | null;
      };
      aid_question: {
        code: string | null;
        question: string | null;
        name: string | null;
        name_en: string | null;
        matters: string[] | null;
      };
      case_file: {
        case: Json | null;
        actions: string[] | null;
        parties: Json | null;
        events: Json | null;
        sessions: Json | null;
        agreements: Json | null;
        deadlines: Json | null;
        flags: Json | null;
        links: Json | null;
        participants: Json | null;
        extensions: Json | null;
        orders: Json | null;
      };
      change_result: {
        id: string | null;
        version: number | null;
      };
      colleague: {
        staff_id: string | null;
        name: string | null;
        open_cases: number | null;
        on_leave_until: string | null;
      };
      dispatch_fit: {
        organisation_id: string | null;
        name: string | null;
        kind: string | null;
        level: number | null;
        score: number | null;
        open_cases: number | null;
        capacity: number | null;
        load_after: number | null;
        on_duty: boolean | null;
        longitude: number | null;
        latitude: number | null;
        phone: string | null;
        case_ids: string[] | null;
        best_for: string[] | null;
        reasons: Json | null;
        mediators: Json | null;
      };
      dispatch_suggestion: {
        organisation_id: string | null;
        name: string | null;
        kind: string | null;
        level: number | null;
        score: number | null;
        open_cases: number | null;
        capacity: number | null;
        distance_km: number | null;
        longitude: number | null;
        latitude: number | null;
        phone: string | null;
        reasons: Json | null;
        on_duty: boolean | null;
        mediators: Json | null;
      };
      figure_set: {
        id: string | null;
        from_on: string | null;
        to_on: string | null;
        edition: number | null;
        published_at: string | null;
        latest: boolean | null;
      };
      filing_receipt: {
        number: string | null;
        tracking_code: string | null;
        filed_at: string | null;
        region_path: string | null;
        desk_name: string | null;
        desk_phone: string | null;
        due_at: string | null;
        provisional: boolean | null;
        steps: Json | null;
      };
      guide: {
        type_code: string | null;
        type_name: string | null;
        locale: string | null;
        version: number | null;
        title: string | null;
        summary: string | null;
        happens: string | null;
        duration: string | null;
        prepare: string | null;
        articles: string | null;
        elsewhere: string | null;
        examples: string | null;
        source: string | null;
        reviewed_on: string | null;
        chances: Json | null;
      };
      guide_entry: {
        type_code: string | null;
        type_name: string | null;
        title: string | null;
        summary: string | null;
      };
      handed_over: {
        n: number | null;
      };
      identity: {
        staff_id: string | null;
        name: string | null;
        account: string | null;
        post_id: string | null;
        role: string | null;
        organisation_id: string | null;
        organisation_name: string | null;
        territorial: boolean | null;
        scope_code: string | null;
        scope_level: number | null;
        scope_name: string | null;
        posts: Json | null;
      };
      invitation_link: {
        id: string | null;
        account: string | null;
        name: string | null;
        token: string | null;
        expires_at: string | null;
      };
      invitation_verdict: {
        line: number | null;
        name: string | null;
        account: string | null;
        organisation_name: string | null;
        role: string | null;
        error: string | null;
        field: string | null;
        params: Json | null;
        id: string | null;
        token: string | null;
        expires_at: string | null;
      };
      list_value: {
        list: string | null;
        code: string | null;
      };
      map_area: {
        code: string | null;
        name: string | null;
        level: number | null;
        longitude: number | null;
        latitude: number | null;
        position_basis: string | null;
        n: number | null;
        previous_n: number | null;
        population: number | null;
        population_year: number | null;
        rate: number | null;
        previous_rate: number | null;
        expected: number | null;
        hot: boolean | null;
        hot_p: number | null;
        rising: boolean | null;
        rising_p: number | null;
      };
      map_month: {
        code: string | null;
        month: string | null;
        n: number | null;
      };
      mediator_choice: {
        staff_id: string | null;
        name: string | null;
        open_cases: number | null;
        is_me: boolean | null;
        grade: string | null;
        specialities: string[] | null;
        languages: string[] | null;
        on_leave_until: string | null;
        deputy_name: string | null;
      };
      moved_deadline: {
        case_id: string | null;
        case_number: string | null;
        stage: string | null;
        due_before: string | null;
        due_after: string | null;
      };
      opened_invitation: {
        purpose: string | null;
        name: string | null;
        account: string | null;
        organisation_name: string | null;
        role: string | null;
        expires_at: string | null;
      };
      opened_party_link: {
        number: string | null;
        organisation_name: string | null;
        organisation_phone: string | null;
        mediator_name: string | null;
        type_name: string | null;
        type_name_en: string | null;
        about: string | null;
        applicant_name: string | null;
        own_name: string | null;
        side: string | null;
        expires_at: string | null;
        consent_version: string | null;
        consent_words: Json | null;
        has_phone: boolean | null;
      };
      opened_source: {
        code: string | null;
        label: string | null;
        regions: Json | null;
        organisation_name: string | null;
      };
      organisation_result: {
        open_cases: number | null;
        overdue: number | null;
        closed: number | null;
        settled: number | null;
        not_settled: number | null;
        answered: number | null;
        returned: number | null;
        since: string | null;
      };
      outgoing: {
        id: number | null;
        lease: string | null;
        kind: string | null;
        params: Json | null;
        recipient: string | null;
        secret: string | null;
        language: string | null;
        attempt: number | null;
      };
      parties_side: {
        actions: string[] | null;
        messages: Json | null;
        sessions: Json | null;
        links: Json | null;
        consents: Json | null;
        papers: Json | null;
        outgoing: Json | null;
        paper_only: boolean | null;
      };
      party_code: {
        number: string | null;
        tracking_code: string | null;
        status: string | null;
      };
      party_link: {
        id: string | null;
        token: string | null;
        party_name: string | null;
        expires_at: string | null;
      };
      party_view: {
        side: string | null;
        name: string | null;
        kind: string | null;
        decision: string | null;
        decided_at: string | null;
        can_decide: boolean | null;
        can_write: boolean | null;
        messages: Json | null;
        sessions: Json | null;
        paper: Json | null;
        can_add: boolean | null;
        evidence: Json | null;
        can_rate: boolean | null;
        rating: Json | null;
        channels: Json | null;
        has_phone: boolean | null;
        consent_version: string | null;
      };
      point_verdict: {
        problem: string | null;
        county_code: string | null;
        county: string | null;
        proposals: Json | null;
      };
      public_region: {
        code: string | null;
        name: string | null;
        level: number | null;
        longitude: number | null;
        latitude: number | null;
      };
      public_room: {
        id: string | null;
        name: string | null;
        kind: string | null;
        category: string | null;
        category_en: string | null;
        address: string | null;
        phone: string | null;
        duty_hours: string | null;
        open_now: boolean | null;
        longitude: number | null;
        latitude: number | null;
        distance_km: number | null;
        region_path: string | null;
        type_codes: string[] | null;
      };
      published_figures: {
        id: string | null;
        from_on: string | null;
        to_on: string | null;
        edition: number | null;
        published_at: string | null;
        figures: Json | null;
      };
      region_node: {
        code: string | null;
        name: string | null;
        level: number | null;
        active: boolean | null;
        version: number | null;
        children: number | null;
        organisations: number | null;
        people: number | null;
        longitude: number | null;
        latitude: number | null;
        successor_code: string | null;
        can_change: boolean | null;
      };
      region_progress: {
        id: string | null;
        code: string | null;
        cases_total: number | null;
        cases_moved: number | null;
        finished: boolean | null;
      };
      region_verdict: {
        line: number | null;
        code: string | null;
        name: string | null;
        verdict: string | null;
        before: string | null;
        error: string | null;
      };
      revealed_party: {
        name: string | null;
        phone: string | null;
        id_number: string | null;
        address: string | null;
      };
      session_row: {
        id: string | null;
        created_at: string | null;
        used_at: string | null;
        user_agent: string | null;
        ip: string | null;
        is_current: boolean | null;
      };
      similar_case: {
        id: string | null;
        number: string | null;
        status: string | null;
        summary: string | null;
        region_path: string | null;
        created_at: string | null;
        score: number | null;
        reasons: Json | null;
      };
      status_count: {
        status: string | null;
        n: number | null;
      };
      supervision_count: {
        organisation_id: string | null;
        organisation_name: string | null;
        open_orders: number | null;
        overdue_orders: number | null;
        answered_orders: number | null;
      };
      tracked_case: {
        number: string | null;
        status: string | null;
        type_name: string | null;
        type_name_en: string | null;
        region_path: string | null;
        filed_at: string | null;
        organisation_name: string | null;
        organisation_phone: string | null;
        due_stage: string | null;
        due_at: string | null;
        provisional: boolean | null;
        light: string | null;
        answer: string | null;
        outcome: string | null;
        agreement_form: string | null;
        effective_on: string | null;
        perform_by: string | null;
        closed_at: string | null;
        stages: Json | null;
        missing_items: string[] | null;
        suspended: boolean | null;
        reject_reason: string | null;
        referred_to: string | null;
        can_withdraw: boolean | null;
        steps: Json | null;
      };
      tracked_result: {
        status: string | null;
      };
      type_suggestion: {
        type_code: string | null;
        name: string | null;
        name_en: string | null;
        first_code: string | null;
        reasons: string[] | null;
        score: number | null;
      };
      undoable_dispatch: {
        case_id: string | null;
        number: string | null;
        version: number | null;
        organisation_name: string | null;
        seconds_left: number | null;
      };
      upload_ticket: {
        folder: string | null;
        expires_at: string | null;
        max_files: number | null;
        max_bytes: number | null;
        closed: boolean | null;
      };
      verb_result: {
        id: string | null;
        number: string | null;
        status: string | null;
        version: number | null;
      };
      viewer: {
        staff_id: string | null;
        name: string | null;
        role: string | null;
        organisation_name: string | null;
        organisation_level: number | null;
        reason: string | null;
        reason_region: string | null;
        opens_data: boolean | null;
        acts: boolean | null;
      };
    };
  };
};

type DatabaseWithoutInternals = Omit<Database, '__InternalSupabase'>;

type DefaultSchema = DatabaseWithoutInternals[Extract<keyof Database, 'public'>];

export type Tables<
  DefaultSchemaTableNameOrOptions extends
    keyof (DefaultSchema['Tables'] & DefaultSchema['Views']) | { schema: keyof DatabaseWithoutInternals },
  TableName extends (DefaultSchemaTableNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals;
  }
    ? keyof (DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions['schema']]['Tables'] &
        DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions['schema']]['Views'])
    : never) = never,
> = DefaultSchemaTableNameOrOptions extends {
  schema: keyof DatabaseWithoutInternals;
}
  ? (DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions['schema']]['Tables'] &
      DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions['schema']]['Views'])[TableName] extends {
      Row: infer R;
    }
    ? R
    : never
  : DefaultSchemaTableNameOrOptions extends keyof (DefaultSchema['Tables'] & DefaultSchema['Views'])
    ? (DefaultSchema['Tables'] & DefaultSchema['Views'])[DefaultSchemaTableNameOrOptions] extends {
        Row: infer R;
      }
      ? R
      : never
    : never;

export type TablesInsert<
  DefaultSchemaTableNameOrOptions extends
    keyof DefaultSchema['Tables'] | { schema: keyof DatabaseWithoutInternals },
  TableName extends (DefaultSchemaTableNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals;
  }
    ? keyof DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions['schema']]['Tables']
    : never) = never,
> = DefaultSchemaTableNameOrOptions extends {
  schema: keyof DatabaseWithoutInternals;
}
  ? DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions['schema']]['Tables'][TableName] extends {
      Insert: infer I;
    }
    ? I
    : never
  : DefaultSchemaTableNameOrOptions extends keyof DefaultSchema['Tables']
    ? DefaultSchema['Tables'][DefaultSchemaTableNameOrOptions] extends {
        Insert: infer I;
      }
      ? I
      : never
    : never;

export type TablesUpdate<
  DefaultSchemaTableNameOrOptions extends
    keyof DefaultSchema['Tables'] | { schema: keyof DatabaseWithoutInternals },
  TableName extends (DefaultSchemaTableNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals;
  }
    ? keyof DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions['schema']]['Tables']
    : never) = never,
> = DefaultSchemaTableNameOrOptions extends {
  schema: keyof DatabaseWithoutInternals;
}
  ? DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions['schema']]['Tables'][TableName] extends {
      Update: infer U;
    }
    ? U
    : never
  : DefaultSchemaTableNameOrOptions extends keyof DefaultSchema['Tables']
    ? DefaultSchema['Tables'][DefaultSchemaTableNameOrOptions] extends {
        Update: infer U;
      }
      ? U
      : never
    : never;

export type Enums<
  DefaultSchemaEnumNameOrOptions extends
    keyof DefaultSchema['Enums'] | { schema: keyof DatabaseWithoutInternals },
  EnumName extends (DefaultSchemaEnumNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals;
  }
    ? keyof DatabaseWithoutInternals[DefaultSchemaEnumNameOrOptions['schema']]['Enums']
    : never) = never,
> = DefaultSchemaEnumNameOrOptions extends {
  schema: keyof DatabaseWithoutInternals;
}
  ? DatabaseWithoutInternals[DefaultSchemaEnumNameOrOptions['schema']]['Enums'][EnumName]
  : DefaultSchemaEnumNameOrOptions extends keyof DefaultSchema['Enums']
    ? DefaultSchema['Enums'][DefaultSchemaEnumNameOrOptions]
    : never;

export type CompositeTypes<
  PublicCompositeTypeNameOrOptions extends
    keyof DefaultSchema['CompositeTypes'] | { schema: keyof DatabaseWithoutInternals },
  CompositeTypeName extends (PublicCompositeTypeNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals;
  }
    ? keyof DatabaseWithoutInternals[PublicCompositeTypeNameOrOptions['schema']]['CompositeTypes']
    : never) = never,
> = PublicCompositeTypeNameOrOptions extends {
  schema: keyof DatabaseWithoutInternals;
}
  ? DatabaseWithoutInternals[PublicCompositeTypeNameOrOptions['schema']]['CompositeTypes'][CompositeTypeName]
  : PublicCompositeTypeNameOrOptions extends keyof DefaultSchema['CompositeTypes']
    ? DefaultSchema['CompositeTypes'][PublicCompositeTypeNameOrOptions]
    : never;

export const Constants = {
  api: {
    Enums: {},
  },
} as const;
